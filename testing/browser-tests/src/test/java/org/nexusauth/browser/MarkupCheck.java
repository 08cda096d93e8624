package org.nexusauth.browser;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import nu.validator.client.EmbeddedValidator;
import nu.validator.messages.GnuMessageEmitter;
import nu.validator.messages.MessageEmitterAdapter;
import nu.validator.servlet.imagereview.ImageCollector;
import nu.validator.validation.SimpleDocumentValidator;
import nu.validator.xml.SystemErrErrorHandler;
import org.xml.sax.InputSource;

/** Checks HTML by the Nu Html Checker, whose schemas are read once. Used by one thread. */
final class MarkupCheck {
  /** The checker builds its schemas by deep recursion. */
  private static final long STACK_BYTES = 64L << 20;

  private final SimpleDocumentValidator validator = new SimpleDocumentValidator(true, false, false);

  MarkupCheck() {
    runDeep(
        () -> {
          validator.setUpMainSchema(EmbeddedValidator.SCHEMA_URL, new SystemErrErrorHandler());
          return validator;
        });
  }

  /** Returns what is wrong with a document; warnings count. */
  List<String> findProblems(String html) {
    String problems = runDeep(() -> validate(html));
    return problems.lines().filter(line -> !line.isBlank() && !isKnown(line)).toList();
  }

  private static <T> T runDeep(Callable<T> task) {
    FutureTask<T> check = new FutureTask<>(task);
    Thread thread = new Thread(null, check, "markup", STACK_BYTES);
    thread.start();
    try {
      return check.get();
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

  private String validate(String html) throws Exception {
    ByteArrayOutputStream problems = new ByteArrayOutputStream();
    MessageEmitterAdapter report =
        new MessageEmitterAdapter(
            null,
            validator.getSourceCode(),
            true,
            new ImageCollector(validator.getSourceCode()),
            0,
            true,
            new GnuMessageEmitter(problems, false));
    report.setErrorsOnly(false);
    report.setHtml(true);
    report.start(null);
    validator.setUpValidatorAndParsers(report, false, false);
    InputSource document =
        new InputSource(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    document.setEncoding(StandardCharsets.UTF_8.name());
    validator.checkHtmlInputSource(document);
    report.end("", "", "");
    return problems.toString(StandardCharsets.UTF_8);
  }
}
