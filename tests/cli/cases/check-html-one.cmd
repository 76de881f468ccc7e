# One form needs no list; notes are shown on demand.
greffe check --format=html attestation.xml | valid-html | sed '1,/<body>/d'
greffe check --notes --format=html attestation.xml | valid-html | grep -c 'class="note"'
