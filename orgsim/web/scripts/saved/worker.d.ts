/** The engine's worker as a function of the scope it listens and answers in; made when the file is bundled. */
declare module "orgsim:worker" {
  function serve(scope: MessagePort | Window): void;
}
