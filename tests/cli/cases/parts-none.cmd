export GREFFE_FORMS=modeles
greffe render --parts --variant=seule liasse.xml
greffe render --parts attestation.xml
greffe render --parts liasse.xml attestation.xml
greffe render --parts liasse.xml -o nulle-part
echo '<liasse xmlns="urn:greffe:form:liasse:1"/>' >vide.xml
greffe render --parts vide.xml
