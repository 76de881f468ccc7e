#include "help.h"

#include <string.h>

static const char introduction[] =
    "Greffe contrôle des formulaires XML remplis et en fait des documents officiels en PDF.\n"
    "\n"
    "Usage : greffe COMMANDE [OPTIONS] …\n"
    "\n"
    "Commandes\n"
    "  check   FICHIER…         contrôler un ou plusieurs formulaires, sans rien écrire\n"
    "  render  FICHIER… [-o …]  contrôler, puis écrire le PDF (sans -o : à côté du formulaire)\n"
    "  render  -j N -o DOSSIER DOSSIER…  les mêmes par milliers (voir « greffe render --help »)\n"
    "  blank   MODÈLE -o FICHIER le formulaire vierge, à imprimer et à remplir à la main\n"
    "  new     MODÈLE           un formulaire XML vide et commenté, prêt à remplir\n"
    "  schema  MODÈLE           le schéma RELAX NG du formulaire, pour un éditeur XML\n"
    "  forms                    les modèles présents et leurs versions\n"
    "  export  FICHIER -o DOSSIER  les exports prévus par le modèle, d’un formulaire ou de son PDF "
    "signé\n"
    "  actes   FICHIER -o DOSSIER  ceux qui servent à la transmission\n"
    "  source  PDF -o DOSSIER   le formulaire que porte un PDF, et les fichiers qu’il nomme\n"
    "  report  RAPPORT…         réunir les rapports de lots, en tableau ou en page\n"
    "  dump    --stage=ÉTAPE FICHIER  une étape en texte : form, answers, document, pages\n"
    "\n"
    "Options\n"
    "  -o, --output=FICHIER     où écrire (un dossier pour plusieurs formulaires ; - : sortie "
    "standard)\n"
    "      --format=FORMAT      messages de check : text, json ou html\n"
    "      --notes              montrer aussi les remarques (champs laissés à remplir à la main…)\n"
    "      --variant=DOCUMENT   lequel des documents du modèle (sans : le premier)\n"
    "      --first-sheet=N      numéro du premier feuillet d’un registre (sans : à écrire à la "
    "main)\n"
    "      --phase=PHASE        contrôler à cette étape de la vie du document\n"
    "      --draft              imprimer malgré les erreurs, marqué « PROJET »\n"
    "      --no-fields          sans champs de signature\n"
    "      --no-source          sans joindre le formulaire au PDF, même si le modèle le prévoit\n"
    "      --pdfa=2a            PDF/A-2a, sans pièce jointe (d’ordinaire : PDF/A-3a)\n"
    "      --compact            un PDF plus petit, plus long à écrire\n"
    "      --fields             des champs de signature même dans un dossier entier\n"
    "      --parts              un PDF pour chaque partie du document, dans le dossier -o\n"
    "      --form=FICHIER       le formulaire d’un PDF qui ne le porte pas (export, actes)\n"
    "      --force              remplacer un fichier que Greffe n’a pas écrit, qui a changé "
    "depuis ou est protégé\n"
    "      --forms=DOSSIER      un dossier de modèles de plus (aussi : variable GREFFE_FORMS)\n"
    "      --root=DOSSIER       ne lire que sous ce dossier (sans : celui du formulaire)\n"
    "      --theme=FICHIER      couleur, polices et logos\n"
    "      --table=ID=FICHIER   remplacer une table du modèle\n"
    "      --date=AAAA-MM-JJ    date de référence des règles (sans : aujourd’hui)\n"
    "      --help, --version\n"
    "\n"
    "Codes de sortie : 0 tout va bien ; 1 un formulaire est à corriger ; 2 mauvais usage, ou "
    "modèle ou "
    "thème en erreur ; 3 la machine a échoué.\n"
    "Aide d’une commande : greffe COMMANDE --help\n";

static const struct {
    const char *name;
    const char *text;
} commands[] = {
    {"check", "Usage : greffe check [--format=text|json|html] [-o RAPPORT] [--notes] [--force]\n"
              "                    [--variant=DOCUMENT] [--phase=PHASE] FICHIER…\n"
              "Contrôle tout, mise en page comprise. Toutes les erreurs sont montrées d’un coup.\n"
              "FICHIER est un formulaire, ou un PDF fait par Greffe, qui porte le sien.\n"
              "Aucun PDF n’est écrit ; -o reçoit le rapport en JSON ou en HTML.\n"
              "Exemple : greffe check --format=html formulaires/*.xml -o erreurs.html\n"},
    {"render",
        "Usage : greffe render [-o FICHIER|DOSSIER] [--variant=DOCUMENT] [--phase=PHASE] "
        "[--draft]\n"
        "                     [--fields|--no-fields] [--no-source] [--pdfa=2a] [--compact] "
        "[--parts]\n                     [--first-sheet=N] [--notes] [--force] FICHIER…\n"
        "Contrôle le formulaire, puis écrit son PDF, en entier ou pas du tout. Un PDF "
        "signé, tamponné\n"
        "ou venu d’ailleurs n’est jamais remplacé sans --force. Avec --parts, chaque partie "
        "(une annexe\n"
        "d’un dossier…) devient un PDF à part, avec ses champs de signature. FICHIER peut être un "
        "PDF fait par\n"
        "Greffe, qui porte son formulaire : le même PDF en est refait.\n"
        "Avec --first-sheet, les pages d’un registre sont numérotées à partir de N, d’un "
        "formulaire à\n"
        "l’autre dans l’ordre où ils sont donnés.\n"
        "Exemple : greffe render contrat-cadre.xml -o contrat.pdf\n"
        "\n"
        "Par lots : greffe render [-j N] -o DOSSIER [OPTIONS] DOSSIER|FICHIER|-…\n"
        "Tous les .xml des dossiers, ou la liste lue sur l’entrée standard (-). Les PDF gardent "
        "le chemin\n"
        "relatif des formulaires ; chacun a une ligne dans le rapport. Ce qu’un formulaire "
        "a.xml nomme est lu\n"
        "dans le dossier a à côté de lui, et nulle part ailleurs, à moins que --root en donne "
        "un autre.\n"
        "  -j, --jobs=N             processus (sans : autant que de processeurs)\n"
        "      --report=FICHIER     le rapport (sans : rapport.jsonl dans le dossier -o)\n"
        "      --report-values=none ne rien y citer de ce qui est rempli\n"
        "      --resume             continuer : ne pas refaire ce qui est fait, même signé "
        "depuis\n"
        "      --refresh            refaire ce qui changerait, sauf ce qui a été signé ou "
        "modifié\n"
        "      --name=NOM           nom des PDF d’après les réponses, "
        "'{organisme}-{numero}.pdf'\n"
        "      --themes=DOSSIER     un thème pour chaque collectivité : le fichier du nom que "
        "donne le "
        "modèle\n"
        "      --notice=MODÈLE      le modèle des avis de rejet (sans : avis-rejet ; none : aucun "
        "avis)\n"
        "      --timeout=SECONDES   temps accordé à un formulaire (sans : 300)\n"
        "      --memory=MIO         mémoire accordée à un processus (sans : 1024)\n"
        "      --shard=K/N          le lot K de N, pour plusieurs machines\n"
        "Un formulaire refusé a deux avis pour qui l’a envoyé, en PDF (.avis.pdf) et en texte "
        "(.avis.txt) ;\n"
        "à côté du rapport, un tableau (.csv) et une page (.html) disent tout ce qui ne va pas.\n"
        "Exemple : greffe render -j 4 -o pdf depots\n"},
    {"report", "Usage : greffe report RAPPORT.jsonl… [-o FICHIER.csv|FICHIER.html|FICHIER.jsonl]\n"
               "Réunit les rapports de plusieurs lots ; d’un formulaire qui est dans plusieurs, la "
               "dernière ligne\n"
               "compte. Sans -o, les nombres seuls.\n"
               "Exemple : greffe report rapport-*.jsonl -o rapport.html\n"},
    {"blank", "Usage : greffe blank MODÈLE -o FICHIER [--force]\n"
              "Le formulaire vierge : toutes les cases, des lignes à remplir.\n"
              "Exemple : greffe blank contrat-cadre -o vierge.pdf\n"},
    {"new", "Usage : greffe new MODÈLE [-o FICHIER] [--force]\n"
            "Un formulaire XML vide où chaque champ est expliqué.\n"
            "Exemple : greffe new contrat-cadre -o mon-contrat.xml\n"},
    {"schema", "Usage : greffe schema MODÈLE [-o FICHIER] [--force]\n"
               "Le schéma RELAX NG, plus large que « greffe check » : il aide la saisie, il ne "
               "remplace pas\n"
               "le contrôle.\n"
               "Exemple : greffe schema contrat-cadre -o contrat-cadre.rng\n"},
    {"forms", "Usage : greffe forms\n"
              "Les modèles trouvés : nom, version, titre ; et ce qui ne va pas en eux.\n"},
    {"export",
        "Usage : greffe export FICHIER [-o DOSSIER] [--form=FORMULAIRE] [--phase=PHASE] [--notes]\n"
        "                      [--force]\n"
        "Écrit les exports que prévoit le modèle. FICHIER est un formulaire, ou un PDF terminé, "
        "signé ou\n"
        "non : il est recopié tel quel, à l’octet près, sous le nom que le modèle lui donne ; le "
        "formulaire est\n"
        "relu dans le PDF, ou donné par --form.\n"},
    {"actes",
        "Usage : greffe actes FICHIER [-o DOSSIER] [--form=FORMULAIRE] [--phase=PHASE] [--notes]\n"
        "                     [--force]\n"
        "Écrit les exports qui préparent la transmission ; FICHIER est un formulaire, ou un PDF "
        "terminé, comme\n"
        "pour « greffe export ». Dit combien de signatures le PDF porte, sans vérifier leur "
        "validité. L’envoi\n"
        "lui-même appartient aux opérateurs homologués.\n"
        "Exemple : greffe actes signe.pdf -o a-transmettre\n"},
    {"source",
        "Usage : greffe source PDF [-o DOSSIER] [--force]\n"
        "Rend le formulaire joint à un PDF fait par Greffe, signé ou non, et les fichiers que le "
        "formulaire\n"
        "nomme, tels qu’ils étaient, à l’octet près. « greffe check » et « greffe render » les "
        "lisent aussi dans\n"
        "le PDF lui-même.\n"
        "Exemple : greffe source contrat.pdf -o reprise\n"},
    {"dump",
        "Usage : greffe dump --stage=form|answers|document|pages [-o SORTIE] [--variant=DOCUMENT]\n"
        "                   [--first-sheet=N] [--phase=PHASE] [--draft] [--no-fields] [--notes] "
        "[--force] FICHIER\n"
        "Une étape du traitement, en texte. Pour form, donnez le nom d’un modèle.\n"},
};

static const char common[] = "Pour toutes les commandes : --forms, --root, --theme, --table, "
                             "--date ; voir « greffe --help ».\n";

void help_all(FILE *stream) {
    fputs(introduction, stream);
}

void help_command(FILE *stream, const char *name) {
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, name) == 0) {
            fputs(commands[i].text, stream);
            fputs(common, stream);
            return;
        }
    help_all(stream);
}
