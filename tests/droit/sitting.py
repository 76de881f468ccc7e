"""A sitting of a council as plain data, and the filled form that says it. Test-only; nothing here counts or judges.

A sitting is a dict:
  nature, habitants, date, convocation, urgence (bool), premiere, scrutin (date or None)
  members: list of dicts; 'kind' is present, procuration, suppleant, excuse or absent;
           of a present one arrivee, depart (items) and avant, apres (members who vote for him); of a procuration a
  presidents: [(member, item or None)], secretaries: [member], item
  arrivals: [member], departures: [(member, bearer or None)], deports: [(member, 'interesse' or 'represente')]
  ballot: dict with scrutin (ordinaire, public, secret), demandeurs, tally (pour, contre, abstentions, blancs) of a
          secret one, nomination, accord, proclame (three numbers), and lists of members pour, contre, abstention,
          blanc, ne-prend-pas-part
  resultat: adopte, rejete, retire, ajourne
Members are numbers from 1.
"""
import os
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))
UNITS = ('UN DEUX TROIS QUATRE CINQ SIX SEPT HUIT NEUF DIX ONZE DOUZE TREIZE QUATORZE QUINZE SEIZE DIX-SEPT DIX-HUIT '
         'DIX-NEUF').split()
TENS = {20: 'VINGT', 30: 'TRENTE', 40: 'QUARANTE', 50: 'CINQUANTE'}
VOICES = ('pour', 'contre', 'abstention', 'blanc', 'ne-prend-pas-part')


def name(number):
    """The name of a member: his number in words."""
    if number < 20:
        return 'Alix ' + UNITS[number - 1]
    if number >= 60:
        return 'Alix INCONNU'
    tens = number // 10 * 10
    return 'Alix ' + TENS[tens] + ('-' + UNITS[number - tens - 1] if number > tens else '')


def attribute(key, value):
    return '' if value is None else f' {key}="{value if key in ("arrivee", "depart", "affaire", "demandeurs") else name(value)}"'


def presence(member, number):
    kind = member['kind']
    if kind == 'present':
        inside = ''.join(attribute(key, member.get(field)) for key, field in (
            ('arrivee', 'arrivee'), ('pouvoir-avant', 'avant'), ('depart', 'depart'), ('pouvoir-apres', 'apres')))
        return f'<present{inside}/>'
    if kind == 'procuration':
        return f'<procuration a="{name(member["a"])}"/>'
    if kind == 'suppleant':
        return f'<suppleant nom="Camille {name(number)[5:]}"/>'
    return f'<{kind}/>'


def seance(sitting):
    populated = f'<habitants>{sitting["habitants"]}</habitants>' if sitting['habitants'] else ''
    lines = [
        '<seance xmlns="urn:greffe:form:seance:1"><collectivite>',
        f'<nom>Collectivité d’essai</nom><nature>{sitting["nature"]}</nature>{populated}',
        '<departement>12</departement><arrondissement>1</arrondissement><siren>999000003</siren>',
        '<adresse>1, place de l’Essai</adresse></collectivite>',
        f'<date>{sitting["date"]}</date><heure>18:30</heure><lieu>à la mairie</lieu>',
        f'<convocation><date>{sitting["convocation"]}</date><ordre-du-jour>oui</ordre-du-jour>'
        '<note-de-synthese>oui</note-de-synthese>']
    if sitting['urgence']:
        lines.append('<urgence>péril imminent</urgence>')
    if sitting['premiere']:
        lines.append(f'<premiere-seance>{sitting["premiere"]}</premiere-seance>')
    if sitting.get('scrutin'):
        lines.append(f'<scrutin>{sitting["scrutin"]}</scrutin>')
    lines.append('</convocation>')
    lines += [f'<president{attribute("nom", who)}{attribute("affaire", item)}/>' for who, item in sitting['presidents']]
    lines += [f'<secretaire{attribute("nom", who)}/>' for who in sitting['secretaries']]
    lines += [f'<membre civilite="Mme"{attribute("nom", number)}><presence>{presence(member, number)}</presence></membre>'
              for number, member in sitting['members']]
    lines.append('</seance>')
    return '\n'.join(lines)


def ballot(vote):
    kind = vote['scrutin']
    asked = attribute('demandeurs', vote.get('demandeurs'))
    inside = ''
    if vote.get('tally'):
        inside = ''.join(f'<{key}>{value}</{key}>' for key, value in
                         zip(('pour', 'contre', 'abstentions', 'blancs'), vote['tally']))
    lines = [f'<vote><scrutin><{kind}{asked}>{inside}</{kind}></scrutin>']
    if vote.get('nomination'):
        lines.append('<nomination>oui</nomination>')
    if vote.get('accord'):
        lines.append('<accord>oui</accord>')
    lines += [f'<{voice}{attribute("nom", who)}/>' for voice in VOICES for who in vote.get(voice, ())]
    if vote.get('proclame'):
        lines.append('<proclame pour="{}" contre="{}" abstentions="{}"/>'.format(*vote['proclame']))
    return '\n'.join(lines + ['</vote>'])


def deliberation(sitting):
    """The filled form of one item of the sitting, the séance inline."""
    day = sitting['date']
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<deliberation xmlns="urn:greffe:form:deliberation:1"><seance>', seance(sitting), '</seance>',
        f'<ordre>{sitting["item"]}</ordre><numero>2026-{sitting["item"]:03}</numero>'
        f'<numero-transmis>2026{sitting["item"]:03}</numero-transmis><objet>Affaire d’essai</objet>',
        '<visa><texte>le Code général des collectivités territoriales</texte></visa>',
        '<decision verbe="approuve"><texte>l’essai</texte></decision>']
    lines += [f'<arrivee{attribute("nom", who)}/>' for who in sitting['arrivals']]
    lines += [f'<depart{attribute("nom", who)}{attribute("pouvoir", bearer)}/>' for who, bearer in sitting['departures']]
    lines += [f'<deport{attribute("nom", who)}><motif><{why}/></motif></deport>' for who, why in sitting['deports']]
    lines.append(f'<resultat><{sitting["resultat"]}/></resultat>')
    if sitting['resultat'] in ('adopte', 'rejete'):
        lines.append(ballot(sitting['ballot']))
    lines += ['<transmission><matiere>8.2</matiere><classification>2017-12-08</classification></transmission>',
              f'<publication><mise-en-ligne>{day}</mise-en-ligne></publication>', '</deliberation>']
    return '\n'.join(lines) + '\n'


def probed_models(source, folder):
    """A copy of the models in the folder, whose délibération tells what it counts (probe.xml)."""
    models = os.path.join(folder, 'forms')
    shutil.copytree(os.path.join(source, 'forms'), models)
    shutil.copy(os.path.join(HERE, 'probe.xml'), os.path.join(models, 'deliberation'))
    path = os.path.join(models, 'deliberation', 'model.xml')
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text.replace('</model>', '<include href="probe.xml"/></model>'))
    return models
