package org.nexusauth.cli.apikey;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ManagementSession;
import org.nexusauth.cli.management.RecordPrinter;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.cli.terminal.ExitCode;
import org.nexusauth.cli.terminal.TerminalText;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.apikey.GenerationResult.AlreadyGenerated;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyStates;

/** Prints a new key: the one time that its text is there. */
final class NewKeyPrinter {

  private final RecordPrinter printer;

  NewKeyPrinter(ManagementSession session) {
    this.printer = session.printer();
  }

  /**
   * Prints the key alone on standard output, or as the member {@code key} of its JSON object.
   *
   * @param words what a person should know, behind the id
   * @return the exit code: a caller that gets no key must not go on as if it had one
   */
  int print(GenerationResult result, String words) {
    if (result instanceof AlreadyGenerated) {
      printer.printNote(
          "the same request created key "
              + idOf(result)
              + " before; it was shown then, and is kept nowhere: if it is lost, revoke it and create"
              + " another one with another --idempotency-key");
      return ExitCode.CONFLICT;
    }
    Generated generated = (Generated) result;
    if (printer.printsJson()) {
      printer.printObject(membersOf(generated));
    } else {
      printer.printResult(generated.key().text());
    }
    if (printer.hasLostReader()) {
      throw CliException.file(
          "key "
              + idOf(result)
              + " was created, but standard output cannot be written, so that it is lost: revoke it");
    }
    printer.printNote("created key " + idOf(result) + words);
    return ExitCode.OK;
  }

  private Map<String, @Nullable Object> membersOf(Generated generated) {
    ApiKeyRecord key = generated.record();
    ApiKeyView view =
        new ApiKeyView(key, KeyStates.stateByRecords(key, null, null, printer.now()), null, null);
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("key", generated.key().text());
    members.putAll(KeyFormats.KEY.membersOf(view));
    return members;
  }

  private static String idOf(GenerationResult result) {
    return TerminalText.escapeHidden(result.record().ref().keyId());
  }
}
