package org.nexusauth.revocation;

/** A store's property is missing or wrong; the core adds where it was given. */
public final class StoreSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String property;

  /**
   * Names the property and says what would be right.
   *
   * @param expected what is wrong and what would be right; holds no secret
   */
  public StoreSettingException(String property, String expected) {
    super(expected);
    this.property = property;
  }

  /** Returns the property's full name. */
  public String property() {
    return property;
  }
}
