greffe check esperluette.xml
