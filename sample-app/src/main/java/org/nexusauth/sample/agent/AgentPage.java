package org.nexusauth.sample.agent;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
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

  /** Where a page stands in the whole. */
  @JsonbPropertyOrder({"total", "page", "hasMore"})
  public record Position(int total, int page, boolean hasMore) {}

  Envelope<List<AgentSummary>> selectFrom(List<AgentProfile> all) {
    // In long: a page that is far beyond the end must not come round to the first one.
    int from = (int) Math.min((page - 1L) * limit, all.size());
    int to = Math.min(from + limit, all.size());
    List<AgentSummary> data = all.subList(from, to).stream().map(AgentSummary::of).toList();
    return new Envelope<>(true, data, new Position(all.size(), page, to < all.size()));
  }
}
