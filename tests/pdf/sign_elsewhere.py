"""sign_elsewhere.py FIELDS BARE BLOCKS FONT: signs with pyHanko, as a parapheur would. BLOCKS is what greffe says of where
the document is signed. Of FIELDS, the PDF with its own fields, each field is signed, one after the other: signed.pdf.
At the rectangles of BLOCKS, fields of the tool's own are placed and signed in the same way: in BARE, the PDF without
fields, as placed.pdf, and in FIELDS beside its own, as beside.pdf. These fields are tagged, as PDF/UA demands of
whoever adds one. Every signature must be valid, and none may have changed more than a signature does."""
import datetime
import json
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

name = generic.pdf_name


def make_signer(number):
    """A signer with a key and a certificate made for this."""
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Signataire {number}")])
    begin = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
    usage = x509.KeyUsage(True, True, False, False, False, True, True, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(number)
        .not_valid_before(begin)
        .not_valid_after(begin + datetime.timedelta(days=2))
        .add_extension(usage, True)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return signers.SimpleSigner(
        signing_cert=next(load_certs_from_pemder_data(certificate.public_bytes(Encoding.PEM))),
        signing_key=load_private_key_from_pemder_data(secret, None),
        cert_registry=SimpleCertificateStore(),
    )


def sign(source, target, names, people, font):
    """Signs the fields one after the other, each time as an update appended to the file; checks them all."""
    for field, person in zip(names, people, strict=True):
        with open(source, "rb") as before, open(f"{target}.new", "wb") as after:
            style = TextStampStyle(
                stamp_text="Signé par %(signer)s",
                border_width=0,
                text_box_style=TextBoxStyle(font=GlyphAccumulatorFactory(font), font_size=9),
            )
            about = signers.PdfSignatureMetadata(
                field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
            )
            signer = signers.PdfSigner(about, signer=person, stamp_style=style)
            signer.sign_pdf(IncrementalPdfFileWriter(before), output=after)
        with open(f"{target}.new", "rb") as signed, open(target, "wb") as kept:
            kept.write(signed.read())
        source = target
    trust = ValidationContext(trust_roots=[person.signing_cert for person in people], allow_fetching=False)
    with open(target, "rb") as file:
        found = PdfFileReader(file).embedded_signatures
        assert [signature.field_name for signature in found] == names, target
        for signature in found:
            status = validate_pdf_signature(signature, trust)
            assert status.bottom_line, (target, signature.field_name, status.summary())
            print(f"{target} {signature.field_name}: {status.summary()}")


def last_key(node):
    """The last key of a number tree."""
    if "/Nums" in node:
        return int(node["/Nums"][-2])
    return last_key(node["/Kids"][-1])


def enter_parent(writer, tree, key, element):
    """Adds an entry to the tree of parents (ISO 32000-1, 14.7.4.4)."""
    entry = [generic.NumberObject(key), element]
    if "/Nums" in tree:
        tree["/Nums"].extend(entry)
        writer.update_container(tree["/Nums"])
        return
    limits = generic.ArrayObject([generic.NumberObject(key), generic.NumberObject(key)])
    leaf = generic.DictionaryObject({name("/Limits"): limits, name("/Nums"): generic.ArrayObject(entry)})
    tree["/Kids"].append(writer.add_object(leaf))
    writer.update_container(tree["/Kids"])


def place(source, target, blocks):
    """Adds a field at each rectangle, with its element in the structure tree, in one update."""
    with open(source, "rb") as before, open(target, "wb") as after:
        writer = IncrementalPdfFileWriter(before)
        root = writer.root["/StructTreeRoot"]
        tree = root["/ParentTree"]
        kids = root["/K"]
        document = kids.raw_get(0) if isinstance(kids, generic.ArrayObject) else root.raw_get("/K")
        key = last_key(tree) + 1
        for number, block in enumerate(blocks, 1):
            box = tuple(round(side) for side in block["rectangle"])
            specification = fields.SigFieldSpec(
                f"Parapheur{number}", on_page=block["page"] - 1, box=box, readable_field_name=block["label"]
            )
            fields.append_signature_field(writer, specification)
            all_fields = writer.root["/AcroForm"]["/Fields"]
            field = all_fields.raw_get(len(all_fields) - 1)
            page = writer.find_page_for_modification(block["page"] - 1)[0]
            reference = {name("/Type"): name("/OBJR"), name("/Obj"): field, name("/Pg"): page}
            element = writer.add_object(
                generic.DictionaryObject(
                    {
                        name("/Type"): name("/StructElem"),
                        name("/S"): name("/Form"),
                        name("/P"): document,
                        name("/Pg"): page,
                        name("/K"): generic.DictionaryObject(reference),
                    }
                )
            )
            widget = field.get_object()
            widget[name("/StructParent")] = generic.NumberObject(key)
            widget[name("/F")] = generic.NumberObject(4)
            writer.update_container(widget)
            enter_parent(writer, tree, key, element)
            children = document.get_object()["/K"]
            children.append(element)
            writer.update_container(children)
            key += 1
        writer.update_container(tree)
        writer.update_container(document.get_object())
        root[name("/ParentTreeNextKey")] = generic.NumberObject(key)
        writer.update_container(root)
        writer.write(after)


def main():
    own, bare, block_file, font = sys.argv[1:]
    with open(block_file, encoding="utf-8") as file:
        blocks = json.load(file)
    people = [make_signer(number) for number in range(1, len(blocks) + 1)]
    placed = [f"Parapheur{number}" for number in range(1, len(blocks) + 1)]
    sign(own, "signed.pdf", [block["field"] for block in blocks], people, font)
    for source, target in ((bare, "placed.pdf"), (own, "beside.pdf")):
        place(source, f"prepared-{target}", blocks)
        sign(f"prepared-{target}", target, placed, people, font)


main()
