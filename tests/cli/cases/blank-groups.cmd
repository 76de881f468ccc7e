# What follows a group is set apart from it; who signs has a place to do so.
greffe blank --forms=modeles autorisation -o vierge.pdf && pdftotext -layout vierge.pdf - | sed 's/ *$//' | grep -v '^$'
