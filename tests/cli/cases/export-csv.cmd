# CSV: commas, no mark, CRLF unless the model says otherwise; amounts as they are stored; windows-1252.
greffe export --forms=modeles autorisation.xml -o .
for file in virgules tableur tabulations; do od -An -c $file.csv; done
