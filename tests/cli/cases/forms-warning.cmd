greffe forms --forms=modeles; greffe new --forms=modeles essai -o essai.xml
