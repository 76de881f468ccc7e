greffe blank attestation -o vierge.pdf && pdftotext -layout vierge.pdf - | head -40
