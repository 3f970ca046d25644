package org.charthouse.app;

import java.util.Optional;

/**
 * Which quarantined lines are meant; what is empty says nothing.
 *
 * @param feed name of a feed
 * @param kind extract table or FHIR resource type
 * @param rule the broken rule
 * @param file path below the landing folder
 * @param olderThanDays only of deliveries more than so many days before the date that the state stands for
 */
public record QuarantineFilter(
        Optional<String> feed,
        Optional<String> kind,
        Optional<String> rule,
        Optional<String> file,
        Optional<Integer> olderThanDays) {}
