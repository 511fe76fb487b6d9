"""Cookies, content security policy, passwords, sign-in and the second factor."""

from csp.constants import NONE, SELF

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "procurement.core.views.trouble.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "procurement.accounts.adapter.KringAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Kring: "
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "procurement.accounts.forms.sign_in.LoginForm",
    "request_login_code": "procurement.accounts.forms.sign_in.RequestLoginCodeForm",
    "confirm_login_code": "procurement.accounts.forms.sign_in.ConfirmLoginCodeForm",
    "reset_password": "procurement.accounts.forms.sign_in.ResetPasswordForm",
    "confirm_password_reset_code": "procurement.accounts.forms.sign_in.ConfirmPasswordResetCodeForm",
    "reset_password_from_key": "procurement.accounts.forms.sign_in.ResetPasswordKeyForm",
    "change_password": "procurement.accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "procurement.accounts.forms.sign_in.SetPasswordForm",
    "reauthenticate": "procurement.accounts.forms.sign_in.ReauthenticateForm",
}
MFA_ADAPTER = "procurement.accounts.adapter.KringSecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "procurement.accounts.forms.sign_in.SecondFactorForm",
    "reauthenticate": "procurement.accounts.forms.sign_in.SecondFactorAgainForm",
    "activate_totp": "procurement.accounts.forms.sign_in.ActivateTotpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kring"
SECOND_FACTOR_REQUIRED = True
