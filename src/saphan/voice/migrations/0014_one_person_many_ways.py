"""Links with her yes on both ways; what a way knows of who holds it; a language for each account.

A link that stands so far stands since the day on which it was made.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("voice", "0013_wishes"),
    ]

    operations = [
        migrations.AddField(
            model_name="link",
            name="how",
            field=models.CharField(
                choices=[("code", "Code"), ("desk", "Desk"), ("lost", "Lost"), ("owner", "Owner")],
                db_default="lost",
                default="lost",
                max_length=8,
            ),
        ),
        migrations.AddField(model_name="link", name="proposed_by", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="link", name="here_on", field=models.DateField(null=True)),
        migrations.AddField(model_name="link", name="there_on", field=models.DateField(null=True)),
        migrations.AddField(model_name="link", name="agreed_on", field=models.DateField(null=True)),
        migrations.RunSQL('UPDATE voice_link SET agreed_on = "on"', migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_on", None),
                    models.Q(("how__in", ("code", "desk")), _negated=True),
                    models.Q(("here_on__isnull", False), ("there_on__isnull", False)),
                    _connector="OR",
                ),
                name="voice_link_her_yes_on_both",
            ),
        ),
        migrations.AlterField(
            model_name="way",
            name="asking",
            field=models.CharField(
                blank=True,
                choices=[("", "Nothing"), ("what", "What"), ("owner", "Owner"), ("language", "Language"), ("code", "Code"), ("link", "Link")],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(model_name="way", name="profile_hash", field=models.BinaryField(null=True)),
        migrations.AddField(model_name="way", name="code_tries", field=models.SmallIntegerField(db_default=0, default=0)),
        migrations.AddField(model_name="way", name="code_tries_on", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="channelaccount",
            name="language",
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
    ]
