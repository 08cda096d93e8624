package org.nexusauth.console.page.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.NodeState;
import org.nexusauth.explain.Explanation;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;

/**
 * Checks the text of a key that a person pastes, and says step by step what this application does
 * with it. The text is kept nowhere and is not in the answer.
 *
 * @param node has the gate that decides
 */
public record KeyCheckPage(NodeState node) {
  private static final String PATH = "/check";
  private static final String FIELD = "key";

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.VIEWER, call -> renderPage(null)),
        Route.form(PATH, Role.VIEWER, this::checkForm));
  }

  /**
   * What it shows.
   *
   * @param token how a key is sent to this application
   * @param result what was found; null before a key was pasted
   */
  public record KeyCheckView(TokenSettings token, @Nullable KeyCheckResult result) {}

  private ConsoleResponse checkForm(ConsoleCall call) {
    String pasted = call.form().readRaw(FIELD);
    call.form().finish();
    return checkKey(call, pasted);
  }

  /**
   * Answers with what this application does with a pasted text.
   *
   * @param pasted the value of the key's header; a line end after it counts as not pasted
   */
  public ConsoleResponse checkKey(ConsoleCall call, String pasted) {
    Operator operator = call.operator();
    ApiKeyGate gate = node.requireGate();
    Explanation explanation =
        gate.explainKey(withoutLineEnd(pasted), key -> operator.sees(key.organizationId()));
    return renderPage(KeyCheckResult.of(explanation, KeyRecordLink.find(call, explanation)));
  }

  /** A key's text may be in what the browser sent, so the answer is not compressed. */
  private ConsoleResponse renderPage(@Nullable KeyCheckResult result) {
    KeyCheckView view = new KeyCheckView(node.requireGate().settings().token(), result);
    return new Html(200, new HtmlPage("check", "Check a key", Section.CHECK, view), true);
  }

  private static String withoutLineEnd(String pasted) {
    if (pasted.endsWith("\r\n")) {
      return pasted.substring(0, pasted.length() - 2);
    }
    if (pasted.endsWith("\n")) {
      return pasted.substring(0, pasted.length() - 1);
    }
    return pasted;
  }
}
