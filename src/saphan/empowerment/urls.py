"""Each sub-room's addresses. A worker's begin with her language, as those of voice do."""

from django.urls import URLPattern

from saphan.empowerment import speaking as speaking
from saphan.empowerment.acceptance import urls as acceptance
from saphan.empowerment.directory import urls as directory
from saphan.empowerment.fees import urls as fees
from saphan.empowerment.journey import urls as journey
from saphan.empowerment.lessons import urls as lessons
from saphan.empowerment.offers import urls as offers
from saphan.empowerment.offline import urls as offline
from saphan.empowerment.outreach import urls as outreach
from saphan.empowerment.reviews import urls as reviews

app_name = "empowerment"
urlpatterns: list[URLPattern] = [
    *lessons.urlpatterns,
    *acceptance.urlpatterns,
    *offers.urlpatterns,
    *journey.urlpatterns,
    *directory.urlpatterns,
    *fees.urlpatterns,
    *reviews.urlpatterns,
    *outreach.urlpatterns,
    *offline.urlpatterns,
]
