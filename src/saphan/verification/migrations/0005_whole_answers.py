from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('verification', '0004_mandates'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(('answer', ''), ('answered_by', None), ('answered_on', None)),
                    models.Q(
                        models.Q(('answer', ''), _negated=True),
                        ('answered_by__isnull', False),
                        ('answered_on__isnull', False),
                    ),
                    _connector='OR',
                ),
                name='verification_question_whole_answer',
            ),
        ),
    ]
