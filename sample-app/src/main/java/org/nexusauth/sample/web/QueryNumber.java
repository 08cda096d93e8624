package org.nexusauth.sample.web;

/** A whole number in a query string, within bounds. */
public final class QueryNumber {

  private static final int MAX_DIGITS = 9;

  private QueryNumber() {}

  /**
   * The value of {@code limit}: how many items a page has.
   *
   * @param text the parameter's text, or the default
   * @return 1 to 100
   * @throws ApiException 400 when it is anything else
   */
  public static int limit(String text) {
    int limit = parse(text);
    if (limit < 1 || limit > 100) {
      throw ApiException.of(400, "Invalid limit parameter. Must be between 1 and 100");
    }
    return limit;
  }

  /**
   * The value of {@code page}, counted from 1.
   *
   * @param text the parameter's text, or the default
   * @return 1 or more
   * @throws ApiException 400 when it is anything else
   */
  public static int page(String text) {
    int page = parse(text);
    if (page < 1) {
      throw ApiException.of(400, "Invalid page parameter. Must be 1 or more");
    }
    return page;
  }

  /** The number, or 0, which no parameter takes. Digits of ASCII alone: no sign, no blanks. */
  private static int parse(String text) {
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && !text.isEmpty() && text.length() <= MAX_DIGITS ? Integer.parseInt(text) : 0;
  }
}
