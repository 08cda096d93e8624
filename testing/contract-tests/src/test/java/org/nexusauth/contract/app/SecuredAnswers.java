package org.nexusauth.contract.app;

import jakarta.ws.rs.Path;
import org.nexusauth.jaxrs.ApiKeySecured;

/** Guarded by its annotation. */
@Path("api/answer")
@ApiKeySecured
public class SecuredAnswers extends AnswerResource {}
