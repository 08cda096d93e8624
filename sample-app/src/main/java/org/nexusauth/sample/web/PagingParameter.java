package org.nexusauth.sample.web;

/** A whole number in a query string, within bounds. */
public final class PagingParameter {

  private static final int MAX_DIGITS = 9;

  private PagingParameter() {}

  /**
   * The value of {@code limit}: how many items a page has.
   *
   * @param text the parameter's text, or the default
   * @return 1 to 100
   * @throws ApiException 400 when it is anything else
   */
  public static int parseLimit(String text) {
    int limit = parseNumber(text);
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
  public static int parsePage(String text) {
    int page = parseNumber(text);
    if (page < 1) {
      throw ApiException.of(400, "Invalid page parameter. Must be 1 or more");
    }
    return page;
  }

  /** The number, or 0, which no parameter takes. Digits of ASCII alone: no sign, no whitespace. */
  private static int parseNumber(String text) {
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.isEmpty() || text.length() > MAX_DIGITS) {
      return 0;
    }
    return Integer.parseInt(text);
  }
}
