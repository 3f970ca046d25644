package org.charthouse.measure.content;

import java.util.Map;

/** Code systems that packages and senders write under two URIs, by the one of FHIR. */
public final class CodeSystemNames {

    private static final Map<String, String> KNOWN = Map.of(
            "http://www.nlm.nih.gov/research/umls/hcpcs",
            "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
            "http://www.icd10data.com/icd10pcs",
            "http://www.cms.gov/Medicare/Coding/ICD10",
            "http://hl7.org/fhir/sid/icd-10-pcs",
            "http://www.cms.gov/Medicare/Coding/ICD10");

    private CodeSystemNames() {}

    /** The URI that stands for a system here. */
    public static String canonical(String uri) {
        return KNOWN.getOrDefault(uri, uri);
    }
}
