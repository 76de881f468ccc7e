mkdir -p ailleurs un
sed 's/Attestation de partenariat/La mienne/' "$GREFFE_MODELS/attestation/model.xml" >model.xml
cp -r "$GREFFE_MODELS/attestation" ailleurs && cp model.xml ailleurs/attestation
GREFFE_FORMS=un:ailleurs greffe forms
