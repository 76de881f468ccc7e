for command in check render blank new schema forms export actes dump; do
    echo "--- $command"
    greffe $command --help
done
