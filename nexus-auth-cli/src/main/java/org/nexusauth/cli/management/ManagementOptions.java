package org.nexusauth.cli.management;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.StoreOptions;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.Console;
import org.nexusauth.internal.InvisibleCharacters;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that manages records: where the records are, who manages, output. */
public final class ManagementOptions {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private RevocationStoreOptions revocations = new RevocationStoreOptions();

  @Option(
      names = "--operator",
      paramLabel = "NAME",
      description =
          "Your name in the audit log. Default: the login name, @ and the name of this machine.")
  private @Nullable String operator;

  @Option(
      names = "--json",
      description = "Print JSON: one object, or one array for a list, in place of text.")
  private boolean json;

  boolean json() {
    return json;
  }

  String operatorName(Console console) {
    return OperatorName.choose(operator, console);
  }

  /** Returns the stores that the options, or else the environment, name. */
  StoreLocations chooseStores(Console console) {
    StoreOptions.Chosen records = store.chooseRecordStore(console);
    return new StoreLocations(
        records, revocations.chooseStore(console, records, store.assumesDurable()));
  }

  /**
   * Where records and revocations are.
   *
   * @param records the database with the records
   * @param revocations the revocation store; the same database where it has both
   */
  public record StoreLocations(StoreOptions.Chosen records, StoreOptions.Chosen revocations) {
    /** Returns whether one database has both. */
    public boolean joined() {
      return records.equals(revocations);
    }
  }

  /** Checks that a name or reason can be seen as it is, and is not too long. */
  static String requirePrintable(String option, String text, int max) {
    List<Integer> points = text.codePoints().boxed().toList();
    boolean hidden = points.stream().anyMatch(InvisibleCharacters::isInvisible);
    if (text.isBlank() || points.size() > max || hidden) {
      throw CliException.usage(
          option + " must have 1 to " + max + " characters that can be seen, on one line");
    }
    return text;
  }
}
