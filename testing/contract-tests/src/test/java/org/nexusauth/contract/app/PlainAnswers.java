package org.nexusauth.contract.app;

import jakarta.ws.rs.Path;

/** Guarded by nothing of its own. */
@Path("api/answer")
public class PlainAnswers extends AnswerResource {}
