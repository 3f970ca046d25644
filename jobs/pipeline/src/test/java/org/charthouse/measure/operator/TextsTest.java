package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts, and parts and patterns of them. */
class TextsTest {

    private static @Nullable List<?> list(String text) {
        return (List<?>) read(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'a', 'b', 'c'}   | ', ' | 'a, b, c'
            {'a', null, 'c'}  | '-'  | 'a-c'
            {'a', 'b'}        | null | 'ab'
            {'', ''}          | '-'  | '-'
            {null}            | '-'  | null
            {}                | '-'  | null
            null              | '-'  | null
            """)
    void textsAreCombinedWithoutNulls(String parts, String separator, String wanted) {
        assertThat(made(() -> Texts.combine(list(parts), read(separator)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'a' | 'b'  | 'ab'
            'a' | ''   | 'a'
            'a' | null | null
            null | 'b' | null
            """)
    void aNullMakesNullOfWhatItIsJoinedTo(String left, String right, String wanted) {
        assertThat(made(() -> Texts.concatenate(read(left), read(right)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'a,b,c'  | ','  | {'a', 'b', 'c'}
            'a,,c,'  | ','  | {'a', '', 'c', ''}
            'a.b'    | '.'  | {'a', 'b'}
            'a--b-c' | '--' | {'a', 'b-c'}
            'abc'    | ','  | {'abc'}
            'abc'    | null | {'abc'}
            'abc'    | ''   | {'abc'}
            ''       | ','  | {''}
            null     | ','  | null
            """)
    void aSeparatorIsTakenAsItStands(String text, String separator, String wanted) {
        assertThat(made(() -> Texts.split(read(text), read(separator)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'a1b22c' | '[0-9]+' | {'a', 'b', 'c'}
            'a b'    | '\\\\s'  | {'a', 'b'}
            'abc'    | null     | {'abc'}
            'abc'    | '['      | error
            null     | ','      | null
            """)
    void aTextIsSplitWhereAPatternFits(String text, String pattern, String wanted) {
        assertThat(made(() -> Texts.splitOnMatches(read(text), read(pattern)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'E11.9'     | '^E1[01]'           | true
            'E11.9'     | '1[.]9'             | true
            'E11.9'     | '^1[.]9'            | false
            'E11.9'     | '^E11$'             | false
            'one\\ntwo' | 'one.two'           | true
            'one\\ntwo' | '^two'              | false
            'abc'       | ''                  | true
            ''          | '.'                 | false
            'abc'       | '('                 | error
            null        | 'a'                 | null
            'a'         | null                | null
            """)
    void aPatternFitsPartOfATextUnlessItNamesTheEnds(String text, String pattern, String wanted) {
        assertThat(made(() -> Texts.matches(read(text), read(pattern)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'ACE inhibitor' | 'A'               | 'R'     | 'RCE inhibitor'
            '12-34'         | '([0-9]+)-([0-9]+)' | '$2/$1' | '34/12'
            'a1b2'          | '[0-9]'           | ''      | 'ab'
            'abc'           | 'x'               | 'y'     | 'abc'
            'abc'           | 'b'               | '\\\\$' | 'a$c'
            'abc'           | 'b'               | '$3'    | error
            'abc'           | '*'               | 'y'     | error
            null            | 'x'               | 'y'     | null
            'abc'           | null              | 'y'     | null
            'abc'           | 'b'               | null    | null
            """)
    void aSubstitutionTakesTheGroupsOfItsPattern(String text, String pattern, String substitution, String wanted) {
        assertThat(made(() -> Texts.replaceMatches(read(text), read(pattern), read(substitution))))
                .isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'abcdef' | 0    | null | 'abcdef'
            'abcdef' | 2    | null | 'cdef'
            'abcdef' | 2    | 3    | 'cde'
            'abcdef' | 4    | 9    | 'ef'
            'abcdef' | 2    | 0    | ''
            'abcdef' | 2    | -1   | ''
            'abcdef' | 5    | null | 'f'
            'abcdef' | 6    | null | null
            'abcdef' | -1   | null | null
            'abcdef' | null | 2    | null
            ''       | 0    | null | ''
            ''       | 1    | null | null
            null     | 0    | null | null
            """)
    void aPartOfATextStartsInside(String text, String from, String length, String wanted) {
        assertThat(made(() -> Texts.substring(read(text), read(from), read(length))))
                .isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'abc' | 0    | 'a'
            'abc' | 2    | 'c'
            'abc' | 3    | null
            'abc' | -1   | null
            ''    | 0    | null
            'abc' | null | null
            null  | 0    | null
            """)
    void charactersCountFromNought(String text, String index, String wanted) {
        assertThat(made(() -> Texts.character(read(text), read(index)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'na'  | 'banana' | 2    | 4    | false | true
            'ba'  | 'banana' | 0    | 0    | true  | false
            'NA'  | 'banana' | -1   | -1   | false | false
            ''    | 'ab'     | 0    | 2    | true  | true
            'abc' | 'ab'     | -1   | -1   | false | false
            null  | 'ab'     | null | null | null  | null
            'a'   | null     | null | null | null  | null
            """)
    void partsAreFoundByTheirLetterCase(
            String part, String text, String first, String last, String starts, String ends) {
        assertThat(made(() -> Texts.positionOf(read(part), read(text)))).isEqualTo(wanted(first));
        assertThat(made(() -> Texts.lastPositionOf(read(part), read(text)))).isEqualTo(wanted(last));
        assertThat(made(() -> Texts.startsWith(read(text), read(part)))).isEqualTo(wanted(starts));
        assertThat(made(() -> Texts.endsWith(read(text), read(part)))).isEqualTo(wanted(ends));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'Straße i' | 'STRASSE I' | 'straße i' | 8
            ''         | ''          | ''         | 0
            null       | null        | null       | null
            """)
    void lettersChangeCaseInNoParticularLanguage(String text, String upper, String lower, String length) {
        assertThat(made(() -> Texts.upper(read(text)))).isEqualTo(wanted(upper));
        assertThat(made(() -> Texts.lower(read(text)))).isEqualTo(wanted(lower));
        assertThat(made(() -> Texts.length(read(text)))).isEqualTo(wanted(length));
    }
}
