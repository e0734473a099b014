package dev.rigel.tools.extract;

import dev.rigel.tools.text.Folding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What stands beside a field on paper: its own name, and the usual other names for the same thing.
 */
final class Labels {
  /** Before the colon stands the field's name in words. */
  private static final String OTHER_NAMES =
      """
      total: grand total, total amount, total due, amount due, balance due, total to pay, amount payable, invoice total, gesamtbetrag, rechnungsbetrag, gesamtsumme, endbetrag, zu zahlen, montant total, total ttc, net à payer, importe total, total a pagar, totale, totaal
      total amount: total, grand total, amount due, gesamtbetrag
      amount due: balance due, total due, amount payable, total
      subtotal: sub total, sub-total, net amount, net total, zwischensumme, nettobetrag, summe netto, total ht, sous-total, imponibile
      tax: vat, sales tax, tax amount, vat amount, gst, mwst, ust, umsatzsteuer, tva, iva, btw
      vat: tax, vat amount, mwst, ust, tva, iva, btw
      tax rate: vat rate, vat %, tax %
      discount: rabatt, remise, descuento, sconto
      shipping: shipping cost, delivery, freight, versand, versandkosten
      invoice number: invoice no, invoice nr, invoice #, invoice id, inv no, inv #, invoice, bill number, rechnungsnummer, rechnung nr, rechnungs-nr, rechnung, numéro de facture, facture n°, facture no, factura no, número de factura, fattura n, factuurnummer
      invoice date: date of issue, issue date, date issued, issued, billing date, date, rechnungsdatum, datum, date de facturation, date de la facture, fecha de factura, fecha, data fattura, factuurdatum
      date: invoice date, issue date, issued, dated, datum, fecha, data
      due date: payment due, due by, due on, pay by, date due, due, fällig am, fälligkeitsdatum, zahlbar bis, échéance, date d'échéance, fecha de vencimiento, vencimiento, scadenza, vervaldatum
      order number: order no, order #, order id, order, bestellnummer, auftragsnummer, numéro de commande, pedido
      po number: po no, po #, purchase order, p.o. number, purchase order number
      customer number: customer no, customer id, client no, account number, kundennummer, kunden-nr
      account number: account no, account #, a/c no, kontonummer
      vendor: supplier, seller, from, merchant, company, store, lieferant, verkäufer, fournisseur, vendeur, proveedor, fornitore
      supplier: vendor, seller, from, company, lieferant
      customer: bill to, billed to, client, buyer, sold to, ship to, to, kunde, käufer, acheteur, cliente
      name: full name, customer name, patient name, student name, nom, nombre, nome
      first name: given name, given names, forename, vorname, prénom
      last name: surname, family name, nachname, name, nom
      date of birth: birth date, dob, d.o.b., born, geburtsdatum, geboren am, date de naissance, fecha de nacimiento
      address: street address, adresse, anschrift, dirección, indirizzo
      email: e-mail, e mail, mail, email address, correo
      phone: telephone, tel, phone number, telephone number, mobile, telefon, téléphone, teléfono
      fax: fax number, telefax
      website: web, url, homepage
      iban: account, konto, bankverbindung
      bic: swift, swift code, bic/swift, swift/bic
      tax id: vat id, vat no, vat number, vat reg no, tax number, ein, ust-id, ust-idnr, steuernummer, nif, p.iva
      currency: währung, devise, moneda
      quantity: qty, menge, quantité, cantidad
      price: unit price, preis, prix, precio
      weight: gewicht, poids, peso
      title: document title, subject, betreff, objet, asunto
      reference: ref, reference number, ref no, our ref, referenz, référence
      expiry date: expiration date, expires, valid until, date of expiry, gültig bis
      payment terms: terms, zahlungsbedingungen
      document number: document no, no, number, passport no, passport number
      nationality: staatsangehörigkeit, nationalité, nacionalidad
      """;

  private Labels() {}

  /** Folded, the surest first. */
  static List<String> of(Field field) {
    Set<String> labels = new LinkedHashSet<>();
    labels.add(field.words());
    for (String line : OTHER_NAMES.lines().toList()) {
      int colon = line.indexOf(": ");
      String name = line.substring(0, colon);
      List<String> others = List.of(line.substring(colon + 2).split(", "));
      if (isMeant(name, field.words())) {
        labels.add(name);
        labels.addAll(others);
      }
    }
    List<String> folded = new ArrayList<>();
    labels.forEach(label -> folded.add(Folding.fold(label)));
    return folded;
  }

  /** {@code total_eur}, {@code buyer_email} and {@code iban_number} mean the shorter names. */
  private static boolean isMeant(String name, String words) {
    return words.equals(name)
        || words.replace(" ", "").equals(name.replace(" ", ""))
        || withoutAdditions(words).equals(name);
  }

  private static String withoutAdditions(String words) {
    return words
        .toLowerCase(Locale.ROOT)
        .replaceAll("^(the|document|our) ", "")
        .replaceAll(" (value|eur|usd|gbp|chf|in (eur|usd|gbp|chf)|name|address|id)$", "")
        .replaceAll(
            "^(invoice|vendor|supplier|customer|company|contact|seller|buyer) (?=(iban|bic|email|phone|website|currency|total)$)",
            "")
        .replaceAll("^(iban|bic) number$", "$1")
        .replaceAll(" no$", " number");
  }
}
