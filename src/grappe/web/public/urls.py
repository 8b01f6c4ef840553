from django.urls import URLPattern, URLResolver, path

from grappe.web.public.views import design, home

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.show_home, name="home"),
    path("design", design.show_design, name="design"),
]
