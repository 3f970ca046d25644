package org.charthouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.charthouse.report.Answers.row;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.charthouse.error.UserError;
import org.charthouse.spec.ReportSpec.ChartSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgChartTest {

    static final List<String> KINDS = ChartSpec.KINDS;
    private static final int CONDITIONS = 13;
    private static final String LONG_NAME = "Chronic obstructive pulmonary disease ";

    @Test
    void everyKindThatMayBeConfiguredCanBeDrawn() {
        assertThat(ChartKind.ALL).extracting(ChartKind::word).containsExactlyInAnyOrderElementsOf(ChartSpec.KINDS);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void allNamesAndSeriesOfALargeChartAreWrittenWithinItsFrame(String kind) throws Exception {
        for (int width : List.of(ChartDrawing.WIDE, ChartDrawing.NARROW)) {
            Element svg = draw(kind, conditions(), width);

            assertThat(texts(svg)).contains("Gout", "north", "south", "east");
            assertThat(outside(svg, width)).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyIdBeginsWithThatOfTheChartAndEveryReferenceStaysWithin(String kind) throws Exception {
        Element svg = draw(kind, conditions(), ChartDrawing.WIDE);

        List<String> ids = values(svg, "id");
        assertThat(svg.getAttribute("id")).isEqualTo("c1");
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates().allMatch(id -> id.startsWith("c1-"));
        assertThat(values(svg, "clip-path"))
                .isNotEmpty()
                .allMatch(clip -> ids.contains(clip.substring("url(#".length(), clip.length() - 1)));
    }

    @Test
    void textsAreSetInTheFontOfTheReader() throws Exception {
        Element svg = draw("bar", conditions(), ChartDrawing.WIDE);

        assertThat(svg.getAttribute("font-family")).isEqualTo("system-ui, sans-serif");
        assertThat(values(svg, "font-family")).containsOnly("system-ui, sans-serif");
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void numbersHaveTwoDecimalsAtMost(String kind) throws Exception {
        Element svg = draw(kind, conditions(), ChartDrawing.WIDE);

        for (String attribute : List.of("d", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "transform")) {
            assertThat(values(svg, attribute)).noneMatch(value -> value.matches(".*\\.\\d{3}.*"));
        }
    }

    @Test
    void lyingBarsGrowDownwardsWithTheirCategories() throws Exception {
        Answer two =
                Answers.of("condition facility prevalence#", conditions().rows().subList(0, 6));

        assertThat(height(draw("bar", conditions(), ChartDrawing.WIDE)))
                .isGreaterThan(height(draw("bar", two, ChartDrawing.WIDE)) + 400);
    }

    @Test
    void twoRowsForOneMarkAreRefusedBecauseOneWouldHideTheOther() {
        Answer twice = Answers.of("feed rows#", List.of(row("north", 1), row("north", 2)));
        ChartSpec chart = new ChartSpec("bar", "feed", "rows", Optional.empty(), "rows");

        assertThatThrownBy(() -> ChartData.of(twice, chart))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Two rows for one mark")
                .hasMessageNotContaining("north");
    }

    private static Answer conditions() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < CONDITIONS; i++) {
            for (String facility : List.of("north", "south", "east")) {
                rows.add(row(i == 0 ? "Gout" : LONG_NAME + i, facility, 12.5 + i));
            }
        }
        return Answers.of("condition facility prevalence#", rows);
    }

    private static Element draw(String kind, Answer answer, int width) throws Exception {
        ChartSpec chart = new ChartSpec(kind, "condition", "prevalence", Optional.of("facility"), "percent");
        String svg = SvgChart.of(ChartData.of(answer, chart), chart, width, "c1", "Prevalence");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        return document.getDocumentElement();
    }

    /** What the elements below the root have for an attribute, in order. */
    private static List<String> values(Element svg, String attribute) {
        List<String> values = new ArrayList<>();
        NodeList nodes = svg.getElementsByTagName("*");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            if (element.hasAttribute(attribute)) {
                values.add(element.getAttribute(attribute));
            }
        }
        return values;
    }

    private static List<String> texts(Element svg) {
        List<String> texts = new ArrayList<>();
        NodeList nodes = svg.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    /** Texts that begin left of the frame or, at seven pixels a letter, end right of it. */
    private static List<String> outside(Element svg, int width) {
        List<String> outside = new ArrayList<>();
        NodeList nodes = svg.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element text = (Element) nodes.item(i);
            double x = Double.parseDouble(text.getAttribute("x"));
            if (!isTurned(text) && (x < 0 || x + text.getTextContent().length() * 7.0 > width + 2)) {
                outside.add(text.getTextContent());
            }
        }
        return outside;
    }

    private static boolean isTurned(Element text) {
        return ((Element) text.getParentNode()).getAttribute("transform").startsWith("matrix(0,")
                || text.getAttribute("transform").startsWith("matrix(0,");
    }

    private static int height(Element svg) {
        return Integer.parseInt(svg.getAttribute("viewBox").split(" ", -1)[3]);
    }
}
