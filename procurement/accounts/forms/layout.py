"""The crispy helper of every form of accounts."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout


def fields_only(*parts: Any) -> FormHelper:
    """A helper that renders fields without form tag and token: the template has those."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if parts:
        helper.layout = Layout(*parts)
    return helper
