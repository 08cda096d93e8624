package org.nexusauth.management.alert.guide;

/**
 * What a rule does, in sentences for people.
 *
 * @param title its name, for example {@code Traffic spike}
 * @param looksAt what it looks at
 * @param threshold from when on it alerts, with the numbers that are set
 * @param advice what to do about its alerts
 */
public record RuleDescription(String title, String looksAt, String threshold, String advice) {}
