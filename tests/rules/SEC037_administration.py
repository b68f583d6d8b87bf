# --- app/admin.py
import csv

from django.contrib import admin
from django.http import HttpResponse


class OrderAdmin(admin.ModelAdmin):
    actions = ["export"]

    def export(self, request, queryset):
        response = HttpResponse(content_type="text/csv")
        writer = csv.writer(response)
        for order in queryset:
            writer.writerow([order.id, order.title])
        writer.writerow([request.POST["note"]])  # expect: SEC037/review
        return response
