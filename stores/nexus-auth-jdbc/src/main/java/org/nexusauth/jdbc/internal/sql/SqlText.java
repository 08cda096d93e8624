package org.nexusauth.jdbc.internal.sql;

/** A query that grows: its text and its parameters. Values are always parameters. */
public final class SqlText {
  private final StringBuilder text;
  private final Parameters parameters = new Parameters();

  public SqlText(String beginning) {
    this.text = new StringBuilder(beginning);
  }

  public SqlText add(String more) {
    text.append(' ').append(more);
    return this;
  }

  public Parameters parameters() {
    return parameters;
  }

  public String text() {
    return text.toString();
  }
}
