package org.charthouse.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The one form of all pages: HTML 5, everything escaped but the charts that this package drew. */
final class PageTemplate {

    private static final String STYLE = resource("page.css");
    private static final String TEXT = resource("page.ftlh");

    private PageTemplate() {}

    /** What decides how pages look; a change of it makes pages anew. */
    static String definition() {
        return STYLE + TEXT;
    }

    static String html(Page page) {
        StringWriter html = new StringWriter();
        try {
            new Template("page", TEXT, configuration()).process(Map.of("page", page, "style", STYLE), html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("the template of pages does not fit their form", e);
        }
        return html.toString();
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setLocale(Locale.ROOT);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_34));
        return configuration;
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PageTemplate.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
