package org.nexusauth.management.problem;

/**
 * What is wrong with one field of an input.
 *
 * @param field its name, as the REST API has it
 * @param message what is wrong and what would be right, a sentence
 */
public record FieldError(String field, String message) {}
