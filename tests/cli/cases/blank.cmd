greffe blank attestation -o vierge.pdf && pdftotext -layout vierge.pdf - | sed -n 1,40p
