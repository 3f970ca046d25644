package org.charthouse.benchmark.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.opencds.cqf.cql.engine.fhir.model.R4FhirModelResolver;
import org.opencds.cqf.cql.engine.retrieve.RetrieveProvider;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.runtime.Interval;
import org.opencds.cqf.cql.engine.terminology.TerminologyProvider;
import org.opencds.cqf.cql.engine.terminology.ValueSetInfo;

/**
 * Finds the resources of one person at a time in memory: by type, by the profile that a resource declares, by codes. The codes of
 * a resource are read once, so that the engine is not slowed by what is no part of it.
 */
final class Retrieval implements RetrieveProvider {

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private final R4FhirModelResolver model;
    private final TerminologyProvider terminology;
    private final Map<String, Map<Resource, List<Code>>> codes = new HashMap<>();
    private Map<String, List<Resource>> resources = Map.of();

    Retrieval(R4FhirModelResolver model, TerminologyProvider terminology) {
        this.model = model;
        this.terminology = terminology;
    }

    void person(Map<String, List<Resource>> byType) {
        resources = byType;
        codes.clear();
    }

    @Override
    public Iterable<Object> retrieve(
            String context,
            String contextPath,
            Object contextValue,
            String dataType,
            String templateId,
            String codePath,
            Iterable<Code> wanted,
            String valueSet,
            String datePath,
            String dateLowPath,
            String dateHighPath,
            Interval dateRange) {
        List<Object> found = new ArrayList<>();
        for (Resource resource : resources.getOrDefault(dataType, List.of())) {
            if (conforms(resource, templateId) && (codePath == null || isCoded(resource, codePath, wanted, valueSet))) {
                found.add(resource);
            }
        }
        return found;
    }

    private static boolean conforms(Resource resource, String profile) {
        if (profile == null || !resource.hasMeta() || profile.equals(BASE + resource.fhirType())) {
            return true;
        }
        List<CanonicalType> declared = resource.getMeta().getProfile();
        for (CanonicalType each : declared) {
            if (each.getValue() != null
                    && each.getValue().split("\\|", 2)[0].strip().equals(profile)) {
                return true;
            }
        }
        return declared.isEmpty();
    }

    private boolean isCoded(Resource resource, String path, Iterable<Code> wanted, String valueSet) {
        List<Code> own = codes.computeIfAbsent(path, unknown -> new IdentityHashMap<>())
                .computeIfAbsent(resource, unread -> codes(unread, path));
        if (valueSet != null) {
            ValueSetInfo set = new ValueSetInfo().withId(valueSet);
            return own.stream().anyMatch(code -> terminology.in(code, set));
        }
        if (wanted == null) {
            return false;
        }
        for (Code one : wanted) {
            if (own.stream().anyMatch(code -> isSame(code, one))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Code code, Code wanted) {
        return wanted != null
                && Objects.equals(code.getCode(), wanted.getCode())
                && (code.getSystem() == null
                        || wanted.getSystem() == null
                        || code.getSystem().equals(wanted.getSystem()));
    }

    private List<Code> codes(Resource resource, String path) {
        List<Code> found = new ArrayList<>();
        collect(model.resolvePath(resource, path), found);
        return found;
    }

    private static void collect(Object value, List<Code> found) {
        if (value instanceof Iterable<?> items) {
            items.forEach(item -> collect(item, found));
        } else if (value instanceof CodeableConcept concept) {
            concept.getCoding().forEach(coding -> collect(coding, found));
        } else if (value instanceof Coding coding) {
            if (coding.getCode() != null) {
                found.add(new Code().withSystem(coding.getSystem()).withCode(coding.getCode()));
            }
        } else if (value instanceof PrimitiveType<?> primitive && primitive.getValueAsString() != null) {
            found.add(new Code().withCode(primitive.getValueAsString()));
        }
    }
}
