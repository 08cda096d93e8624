package org.nexusauth.console.page.reveal;

import java.util.function.Supplier;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Integration;

/**
 * The answer to a form that makes a key: the only page that ever has a key's text.
 *
 * @param api returns what is known of the API that keys guard
 */
public record KeyReveal(Supplier<ProtectedApi> api) {

  /**
   * Returns the page that shows a new key; of a form that was sent again, the page that says when
   * its key was shown.
   *
   * @param integration the key's integration
   * @param next what comes next
   */
  public ConsoleResponse answer(GenerationResult result, Integration integration, NextStep next) {
    if (result instanceof Generated generated) {
      return showKey(generated, integration, next);
    }
    ShownKeyView view = new ShownKeyView(integration, result.record(), next);
    String title =
        view.wasShown() ? "This key was shown before" : "This key may not have been shown";
    return ConsoleResponse.page(new HtmlPage("reveal/shown", title, Section.INTEGRATIONS, view));
  }

  private ConsoleResponse showKey(Generated generated, Integration integration, NextStep next) {
    ApiKeyRecord key = generated.record();
    ProtectedApi known = api.get();
    UsageExample usage =
        new UsageExample(
            generated.key(),
            known.headerStart(),
            known.findExamplePath(key.claims().permissions()));
    HtmlPage page =
        new HtmlPage(
            "reveal/reveal",
            "New key",
            Section.INTEGRATIONS,
            new RevealView(integration, key, usage, next));
    return new Html(200, page, true);
  }
}
