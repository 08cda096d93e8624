package org.nexusauth.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import nu.validator.client.EmbeddedValidator;
import org.xml.sax.SAXException;

/** Checks HTML by the Nu Html Checker. Used by one thread. */
final class MarkupCheck {
  /** The checker builds its schemas by deep recursion. */
  private static final long STACK_BYTES = 64L << 20;

  private final EmbeddedValidator validator = new EmbeddedValidator();

  MarkupCheck() {
    validator.setOutputFormat(EmbeddedValidator.OutputFormat.GNU);
    validator.setForceHTML(true);
    validator.setNoLangDetect(true);
  }

  /** Returns what is wrong with a document; warnings count. */
  List<String> findProblems(String html) {
    FutureTask<String> check = new FutureTask<>(() -> validate(html));
    Thread thread = new Thread(null, check, "markup", STACK_BYTES);
    thread.start();
    try {
      return check.get().lines().filter(line -> !line.isBlank() && !isKnown(line)).toList();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the document cannot be checked", e);
    }
  }

  /**
   * Attributes of htmx are known to htmx alone. Firefox restores hidden fields after a reload
   * unless they have autocomplete="off", which the checker does not allow there.
   */
  private static boolean isKnown(String line) {
    return line.contains("Attribute “hx-")
        || line.contains("“hidden” must not have an “autocomplete” attribute");
  }

  private String validate(String html) throws IOException, SAXException {
    return validator.validate(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
  }
}
