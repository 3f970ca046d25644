package org.charthouse.report;

import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGSyntax;
import org.charthouse.spec.ReportSpec.ChartSpec;
import org.jfree.chart.text.TextUtils;
import org.jfree.data.category.CategoryDataset;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Charts as SVG elements that stand within a page. */
final class SvgChart {

    private static final int DECIMALS = 2;

    static {
        TextUtils.setUseDrawRotatedStringWorkaround(false); // turned names stay text, not outlines
        TextUtils.setUseFontMetricsGetStringBounds(true); // widths by the canvas's hints, not in whole pixels a letter
    }

    private SvgChart() {}

    /**
     * One chart for one width, in CSS pixels.
     *
     * @param id begins every id within the element; no other chart of the page may have it
     * @param label what the chart shows, for those who cannot see it
     */
    static String of(CategoryDataset data, ChartSpec spec, int width, String id, String label) {
        ChartDrawing drawing = new ChartDrawing(data, spec, width);
        SVGGraphics2D canvas = canvas(id);
        drawing.chart().draw(canvas, new Rectangle2D.Double(0, 0, drawing.width(), drawing.height()));
        Element svg = canvas.getRoot();
        svg.setAttribute("id", id);
        svg.setAttribute("viewBox", "0 0 " + drawing.width() + " " + drawing.height());
        svg.setAttribute("preserveAspectRatio", "xMidYMid meet");
        svg.setAttribute("role", "img");
        svg.setAttribute("aria-label", label);
        dropIdsOfDefinitions(svg);
        return text(svg);
    }

    private static SVGGraphics2D canvas(String id) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment(null);
        context.setPrecision(DECIMALS);
        context.setIDGenerator(new ChartIds(id));
        context.setStyleHandler(new ChartStyle());
        SVGGraphics2D canvas = new SVGGraphics2D(context, false);
        canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        return canvas;
    }

    /** Some are the same for every drawing of the library; what is referred to stands within. */
    private static void dropIdsOfDefinitions(Element svg) {
        NodeList definitions = svg.getElementsByTagName("defs");
        for (int i = 0; i < definitions.getLength(); i++) {
            ((Element) definitions.item(i)).removeAttribute("id");
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGSyntax.SVG_NAMESPACE_URI, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK makes no XML documents", e);
        }
    }

    /** Written by the JDK: other writers on the class path indent, and end lines as the system does. */
    private static String text(Element svg) {
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            writer.transform(new DOMSource(svg), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("The JDK writes no XML", e);
        }
    }
}
