package org.charthouse.report;

import java.util.HashMap;
import java.util.Map;
import org.apache.batik.svggen.DefaultStyleHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.w3c.dom.Element;

/** Sets texts in the reader's own font: the one that measured them here need not be on that machine. */
final class ChartStyle extends DefaultStyleHandler {

    private static final String FAMILY = "font-family";
    private static final String FONTS = "system-ui, sans-serif";

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // the library's signature
    public void setStyle(Element element, Map style, SVGGeneratorContext context) {
        Map<String, String> own = new HashMap<>(style);
        own.replace(FAMILY, FONTS);
        super.setStyle(element, own, context);
    }
}
