package org.nexusauth.cli.apikey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.RecordFormat;
import org.nexusauth.cli.management.RecordPrinter;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.RotationProgress;

/** Prints how far a rotation is: both keys side by side, and whether the old one can be revoked. */
final class RotationPrinter {

  private final RecordPrinter printer;

  /** A key and its part in the rotation. */
  private record Part(String role, ApiKeyView key) {}

  private static final RecordFormat<Part> PART =
      new RecordFormat<Part>("keys")
          .column("key", Part::role)
          .column("id", part -> part.key().record().ref().keyId())
          .column("state", part -> KeyFormats.stateOf(part.key()))
          .timeColumn("first used", part -> KeyFormats.firstUsedAt(part.key()))
          .timeColumn("last used", part -> KeyFormats.lastUsedAt(part.key()))
          .timeColumn("ends", part -> KeyFormats.endsAt(part.key()));

  RotationPrinter(RecordPrinter printer) {
    this.printer = printer;
  }

  void print(RotationProgress progress) {
    if (printer.printsJson()) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("predecessor", KeyFormats.KEY.membersOf(progress.predecessor()));
      members.put("successor", KeyFormats.KEY.membersOf(progress.successor()));
      members.put("safeToRevoke", progress.safeToRevoke());
      members.put("advice", progress.advice());
      printer.printObject(members);
      return;
    }
    printer.printTable(
        PART,
        List.of(new Part("old", progress.predecessor()), new Part("new", progress.successor())));
    printer.printResult(progress.advice());
  }
}
