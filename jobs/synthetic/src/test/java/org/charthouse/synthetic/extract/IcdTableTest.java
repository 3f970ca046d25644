package org.charthouse.synthetic.extract;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import org.charthouse.synthetic.extract.IcdTable.Diagnosis;
import org.junit.jupiter.api.Test;

class IcdTableTest {

    private final IcdTable table = IcdTable.builtIn();

    @Test
    void knowsTheFrequentConditions() {
        assertThat(table.all()).hasSizeGreaterThan(120);
        assertThat(table.of("59621000")).isEqualTo(new Diagnosis("I10", "Essential (primary) hypertension", true));
        assertThat(table.of("195662009")).extracting(Diagnosis::code).isEqualTo("J02.9");
    }

    @Test
    void leavesEmploymentAndEducationUncoded() {
        assertThat(table.of("160903007")).isNull();
        assertThat(table.of("224299000")).isNull();
    }

    @Test
    void everyCodeHasTheFormOfIcd10CmWithItsDot() {
        assertThat(table.all())
                .extracting(Diagnosis::code)
                .allMatch(code -> code.matches("[A-TV-Z][0-9][0-9AB](\\.[0-9A-Z]{1,4})?|U07\\.1"));
    }

    @Test
    void aCodeHasOneTitle() {
        assertThat(table.all().stream()
                        .collect(groupingBy(Diagnosis::code, mapping(Diagnosis::title, toSet())))
                        .values())
                .allMatch(titles -> titles.size() == 1);
    }
}
