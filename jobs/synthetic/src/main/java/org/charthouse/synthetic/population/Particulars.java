package org.charthouse.synthetic.population;

/**
 * What a registration desk types that may differ between two registrations of one person. Dates are YYYY-MM-DD; an
 * unknown phone or national id is empty.
 */
public record Particulars(String given, String family, String birthDate, String phone, String nationalId) {

    Particulars withGiven(String other) {
        return new Particulars(other, family, birthDate, phone, nationalId);
    }

    Particulars withFamily(String other) {
        return new Particulars(given, other, birthDate, phone, nationalId);
    }

    Particulars withBirthDate(String other) {
        return new Particulars(given, family, other, phone, nationalId);
    }

    Particulars withPhone(String other) {
        return new Particulars(given, family, birthDate, other, nationalId);
    }

    Particulars withNationalId(String other) {
        return new Particulars(given, family, birthDate, phone, other);
    }
}
