package org.charthouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.report.Answers.row;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.charthouse.report.Page.Part;
import org.charthouse.spec.ReportSpec.ChartSpec;
import org.charthouse.spec.ReportSpec.SectionSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final ChartSpec BY_FEED =
            new ChartSpec("stacked-bar", "feed", "rows", Optional.of("outcome"), "rows");
    private static final Answer OUTCOMES = Answers.of(
            "feed outcome rows#",
            List.of(row("north", "loaded", 1200L), row("north", "quarantined", 7L), row("south", "loaded", 30L)));

    @Test
    void textsThatLookLikeMarkupAreShownAsTheyAre() {
        Answer answer = Answers.of("path<b> rows#", List.of(row("<script>alert('x')</script>", 1), row("a & b", 2)));

        String html = html(part(Answers.table("Drift <i>& more</i>"), answer));

        assertThat(html)
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", "a &amp; b", "Path&lt;b&gt;")
                .contains("Drift &lt;i&gt;&amp; more&lt;/i&gt;")
                .doesNotContain("<script", "<i>", "<b>");
    }

    @Test
    void aTitleWithQuotesStaysWithinTheLabelOfItsChart() {
        String html = html(part(Answers.chart("Rows \"$1\" <by> feed", BY_FEED), OUTCOMES));

        assertThat(html).contains("aria-label=\"Rows &quot;$1&quot; &lt;by&gt; feed. Rows by feed and outcome.");
    }

    @Test
    void anAbsentValueIsAnEnDash() {
        Answer answer = Answers.of("kind rows#", List.of(row(null, 1), row("patient", null)));

        assertThat(html(part(Answers.table("Rows"), answer)))
                .contains("<tr><th scope=\"row\">\u2013</th><td class=\"n\">1</td></tr>")
                .contains("<tr><th scope=\"row\">patient</th><td class=\"n\">\u2013</td></tr>");
    }

    @Test
    void oneRowWithoutChartIsShownAsFigures() {
        Answer answer = Answers.of("rows_read# refused_percent#", List.of(row(1234567L, new BigDecimal("0.50"))));

        assertThat(html(part(Answers.table("At a glance"), answer)))
                .contains("<div><dt>Rows read</dt><dd>1,234,567</dd></div>")
                .contains("<div><dt>Refused %</dt><dd>0.50</dd></div>")
                .doesNotContain("<table>");
    }

    @Test
    void noRowsAreSaidInWordsAndNotDrawn() {
        Answer none = Answers.of("feed outcome rows#", List.of());

        assertThat(html(part(Answers.chart("Refused", BY_FEED), none)))
                .contains("There are none.")
                .doesNotContain("<table>", "<svg");
    }

    @Test
    void aChartStandsOnceForWideAndOnceForNarrowScreensWithItsNumbersBelow() {
        String html = html(part(Answers.chart("Rows", BY_FEED), OUTCOMES));

        assertThat(html).containsOnlyOnce("<figure class=\"wide\">").containsOnlyOnce("<figure class=\"narrow\">");
        assertThat(Pattern.compile("<svg aria-label=\"[^>]+ role=\"img\"")
                        .matcher(html)
                        .results())
                .hasSize(2);
        assertThat(html)
                .contains("<th scope=\"col\" class=\"n\">loaded</th><th scope=\"col\" class=\"n\">quarantined</th>");
        assertThat(html)
                .contains("<tr><th scope=\"row\">north</th><td class=\"n\">1,200</td><td class=\"n\">7</td></tr>");
        assertThat(html)
                .contains("<tr><th scope=\"row\">south</th><td class=\"n\">30</td><td class=\"n\">\u2013</td></tr>");
    }

    @Test
    void twoChartsOfAPageShareNoIds() {
        SectionSpec section = Answers.chart("Rows", BY_FEED);
        PageMaker maker = new PageMaker("overview");

        String html = html(maker.part(1, section, OUTCOMES), maker.part(2, section, OUTCOMES));

        List<String> ids = new ArrayList<>();
        Pattern.compile("\\bid=['\"]([^'\"]+)").matcher(html).results().forEach(m -> ids.add(m.group(1)));
        assertThat(ids).hasSizeGreaterThan(4).doesNotHaveDuplicates();
    }

    @Test
    void equalAnswersGiveEqualBytes() {
        String first = html(part(Answers.chart("Rows", BY_FEED), OUTCOMES));
        String second = html(part(Answers.chart("Rows", BY_FEED), OUTCOMES));

        assertThat(second).isEqualTo(first).contains("<svg").contains("content=\"stamp-1\"");
    }

    @Test
    void nothingIsFetchedAndNothingRuns() {
        String html = html(part(Answers.chart("Rows", BY_FEED), OUTCOMES));

        assertThat(html).doesNotContain("<script", "<link", "<img", "@import", "src=", "url(http", "href=\"http");
    }

    @Test
    void aPageShowsTheFirstRowsAndSaysHowManyMoreTheFileHas() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < PageMaker.MOST_ROWS + 1500; i++) {
            rows.add(row("r" + i, i));
        }

        Part part = part(Answers.table("Long"), Answers.of("name n#", rows));

        assertThat(part.table().rows()).hasSize(PageMaker.MOST_ROWS);
        assertThat(html(part)).contains("1,500 more rows are in the CSV file.");
    }

    private static Part part(SectionSpec section, Answer answer) {
        return new PageMaker("overview").part(1, section, answer);
    }

    private static String html(Part... parts) {
        return PageTemplate.html(Answers.page(parts));
    }
}
