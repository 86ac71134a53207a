from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0009_told_by_us'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['conversation_id', 'id'], name='voice_attachment_story'),
        ),
        migrations.AddIndex(
            model_name='answer',
            index=models.Index(fields=['conversation_id', 'id'], name='voice_answer_story'),
        ),
    ]
