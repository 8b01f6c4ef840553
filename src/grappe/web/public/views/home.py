from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show_home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html")
