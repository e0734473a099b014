package dev.rigel.server.resource;

import dev.rigel.agent.hub.Hub;
import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.program.ProgramRuns;
import dev.rigel.protocol.ModelList;
import dev.rigel.server.http.ApiKeys;
import dev.rigel.server.http.ClientWatch;
import dev.rigel.server.http.Exchange;
import dev.rigel.server.http.KeyLimits;
import dev.rigel.server.http.Router;
import dev.rigel.server.http.Router.Access;
import dev.rigel.server.http.Turnstile;
import dev.rigel.server.settings.RigelSettings.ServerSettings;
import dev.rigel.server.signed.FileUrls;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every route for what a server keeps. */
public final class ResourceRoutes {
  /**
   * What the endpoints work with.
   *
   * @param programs runs programs
   * @param signed reads the last part of a signed URL's path, or throws
   * @param signedElsewhere answers a signed URL of something else than an artifact; false when it
   *     is one
   * @param mediaTypes tells what a content is by its first bytes
   * @param models what chats may ask for
   * @param incoming folder for files on their way in
   */
  public record Parts(
      ServerSettings settings,
      Resources resources,
      ProgramRuns programs,
      Supplier<ModelList> models,
      Turnstile turnstile,
      ClientWatch watch,
      ApiKeys keys,
      KeyLimits limits,
      FileUrls fileUrls,
      Function<String, ArtifactUrls.Target> signed,
      BiPredicate<Exchange, ArtifactUrls.Target> signedElsewhere,
      Function<byte[], String> mediaTypes,
      Path incoming,
      Clock clock) {}

  private final FileEndpoints files;
  private final ArtifactEndpoints artifacts;
  private final FeedbackEndpoints feedback;
  private final SessionEndpoints sessions;
  private final RunEndpoints runs;
  private final ProgramEndpoints programs;
  private final HubEndpoints hub;
  private final KeyEndpoints keys;
  private final ModelEndpoints models;

  public ResourceRoutes(Parts parts) {
    Resources kept = parts.resources();
    files =
        new FileEndpoints(
            kept.files(),
            kept.blobs(),
            new FileKeeping(
                kept.files(),
                kept.blobs(),
                parts.mediaTypes(),
                parts.incoming(),
                parts.settings().uploadLimit(),
                parts.clock()),
            parts.fileUrls(),
            parts.keys()::withId,
            parts.limits()::countBytes);
    artifacts =
        new ArtifactEndpoints(
            kept.sessions(),
            kept.executions(),
            kept.blobs(),
            parts.signed(),
            parts.signedElsewhere());
    feedback =
        new FeedbackEndpoints(kept.feedback(), kept.sessions(), kept.executions(), parts.clock());
    sessions = new SessionEndpoints(kept.sessions());
    runs = new RunEndpoints(kept.sessions(), kept.executions());
    programs =
        new ProgramEndpoints(
            new ProgramEndpoints.Parts(
                parts.programs(),
                kept.programs(),
                kept.sessions(),
                parts.turnstile(),
                parts.watch(),
                parts.settings().chatTime(),
                parts.settings().keepAlive(),
                parts.clock()));
    models = new ModelEndpoints(parts.models());
    hub = new HubEndpoints(Hub.bundled());
    keys = new KeyEndpoints(kept.keys(), parts.keys(), parts.clock());
  }

  public void addTo(Router router) {
    addFiles(router);
    addArtifacts(router);
    addRuns(router);
    addCatalogues(router);
    router
        .add("POST", "/v1/feedback/submit", Access.KEY, feedback::submit)
        // The path of older Node packages (0.2).
        .add("POST", "/v1/experimental/feedback/submit", Access.KEY, feedback::submit)
        .add("GET", "/v1/feedback/{id}", Access.KEY, feedback::list)
        .add("GET", "/v1/keys", Access.ADMIN, keys::list)
        .add("POST", "/v1/keys", Access.ADMIN, keys::create)
        .add("DELETE", "/v1/keys/{id}", Access.ADMIN, keys::revoke);
  }

  private void addFiles(Router router) {
    router
        .add("GET", "/v1/files", Access.KEY, files::list)
        .add("POST", "/v1/files", Access.KEY, files::create)
        .add("POST", "/v1/files/presigned-url", Access.KEY, files::presign)
        .add("GET", "/v1/files/verify-upload/{id}", Access.KEY, files::verify)
        .add("GET", "/v1/files/hash/{md5}", Access.KEY, files::byHash)
        .add("GET", "/v1/files/{id}", Access.KEY, files::get)
        .add("DELETE", "/v1/files/{id}", Access.KEY, files::delete)
        .add("PUT", "/v1/signed/uploads/{token}", Access.OPEN, files::receive)
        .add("GET", "/v1/signed/files/{token}", Access.OPEN, files::getPublic);
  }

  private void addArtifacts(Router router) {
    router
        .add("GET", "/v1/artifacts", Access.KEY, artifacts::get)
        .add("GET", "/v1/artifacts/list", Access.KEY, artifacts::list)
        .add("GET", "/v1/artifacts/{session}/{object}", Access.KEY, artifacts::getByPath)
        .add("GET", "/v1/signed/{token}", Access.OPEN, artifacts::getSigned);
  }

  private void addRuns(Router router) {
    router
        .add("GET", "/v1/sessions", Access.KEY, sessions::list)
        .add("GET", "/v1/sessions/{id}", Access.KEY, sessions::get)
        .add("DELETE", "/v1/sessions/{id}", Access.KEY, sessions::delete)
        .add("GET", "/v1/runs/{id}", Access.KEY, runs::get)
        .add("GET", "/v1/programs", Access.KEY, programs::list)
        .add("POST", "/v1/programs", Access.KEY, programs::create)
        .add("POST", "/v1/programs/check", Access.KEY, programs::check)
        .add("GET", "/v1/programs/{id}", Access.KEY, programs::get)
        .add("DELETE", "/v1/programs/{id}", Access.KEY, programs::delete)
        .addRun("POST", "/v1/programs/{id}/run", programs::run);
  }

  private void addCatalogues(Router router) {
    router
        .add("GET", "/v1/openai/models", Access.KEY, models::list)
        .add("GET", "/v1/openai/models/{id}", Access.KEY, models::get)
        .add("GET", "/v1/models", Access.KEY, hub::models)
        .add("GET", "/v1/domains", Access.KEY, hub::domains)
        .add("POST", "/v1/schema", Access.KEY, hub::schema)
        .add("GET", "/v1/hub/info", Access.KEY, hub::info)
        .add("GET", "/v1/hub/domains", Access.KEY, hub::domains)
        .add("POST", "/v1/hub/schema", Access.KEY, hub::schema)
        .add("GET", "/v1/datasets", Access.KEY, UnavailableEndpoints::datasets)
        .add("POST", "/v1/datasets/create", Access.KEY, UnavailableEndpoints::datasets)
        .add("GET", "/v1/datasets/{id}", Access.KEY, UnavailableEndpoints::datasets)
        .add("POST", "/v1/fine_tuning/create", Access.KEY, UnavailableEndpoints::fineTuning)
        .add("POST", "/v1/fine_tuning/provision", Access.KEY, UnavailableEndpoints::fineTuning)
        .add("POST", "/v1/fine_tuning/generate", Access.KEY, UnavailableEndpoints::fineTuning)
        .add("GET", "/v1/fine_tuning/jobs", Access.KEY, UnavailableEndpoints::fineTuning)
        .add("GET", "/v1/fine_tuning/jobs/{id}", Access.KEY, UnavailableEndpoints::fineTuning)
        .add("GET", "/v1/fine_tuning/models", Access.KEY, UnavailableEndpoints::fineTuning);
  }
}
