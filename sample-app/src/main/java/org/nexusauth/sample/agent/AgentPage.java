package org.nexusauth.sample.agent;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import org.nexusauth.sample.web.Envelope;
import org.nexusauth.sample.web.PagingParameter;

/**
 * Which agents a client wants to see.
 *
 * @param page counted from 1
 * @param limit how many on a page
 */
record AgentPage(int page, int limit) {

  static AgentPage of(String page, String limit) {
    return new AgentPage(PagingParameter.parsePage(page), PagingParameter.parseLimit(limit));
  }

  JsonObject selectFrom(List<Agent> all) {
    // In long: a page that is far beyond the end must not come round to the first one.
    int from = (int) Math.min((page - 1L) * limit, all.size());
    int to = Math.min(from + limit, all.size());
    JsonArrayBuilder data = Json.createArrayBuilder();
    all.subList(from, to).forEach(agent -> data.add(agent.toSummary()));
    JsonObject meta =
        Json.createObjectBuilder()
            .add("total", all.size())
            .add("page", page)
            .add("hasMore", to < all.size())
            .build();
    return Envelope.of(data.build(), meta);
  }
}
