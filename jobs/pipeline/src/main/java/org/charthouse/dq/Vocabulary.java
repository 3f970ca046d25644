package org.charthouse.dq;

import org.charthouse.lake.RowFunctions;
import org.charthouse.spec.Specifications;
import org.charthouse.terminology.CodeNormalizer;
import org.charthouse.terminology.Terminology;
import org.charthouse.terminology.code.CodeFunctions;
import org.charthouse.terminology.code.CodeLists;

/**
 * What rules may name.
 *
 * @param specs tables and their columns
 * @param functions beside those of Spark SQL
 */
record Vocabulary(Specifications specs, RowFunctions functions) {

    /** Of a house; its lists of codes are read when a rule first asks for one. */
    static Vocabulary of(Specifications specs) {
        return new Vocabulary(specs, CodeFunctions.of(new CodeLists(specs.codes(), forms(specs))));
    }

    /** Of a house, with the examples that its lists of codes give in place of their codes. */
    static Vocabulary ofExamples(Specifications specs) {
        return new Vocabulary(specs, CodeFunctions.of(CodeLists.ofExamples(specs.codes(), forms(specs))));
    }

    private static CodeNormalizer forms(Specifications specs) {
        return Terminology.read(specs.terminology()).codes();
    }
}
