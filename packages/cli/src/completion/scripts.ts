// The scripts that make a shell ask `cotrain complete` at each Tab. It prints a suggestion on each line,
// `value<tab>description`, and then what paths fit: `:none`, `:files` or `:directories`.

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

// bash splits words at `=` too, and completes what stands behind it. Works with the bash 3.2 of macOS.
const BASH = String.raw`_cotrain() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" line paths=
  [[ $cur == '=' ]] && cur=
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :*) paths=$line ;;
      *) COMPREPLY+=("\${line%%$'\t'*}") ;;
    esac
  done < <("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  local flag=
  [[ $paths == :files ]] && flag=-f
  [[ $paths == :directories ]] && flag=-d
  if [[ -n $flag ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen $flag -- "$cur")
  fi
}
complete -F _cotrain cotrain
`.replaceAll('\\${', '${');

const ZSH = String.raw`#compdef cotrain
_cotrain() {
  local -a suggestions
  local line paths
  for line in "\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      :*) paths=$line ;;
      *) suggestions+=("\${\${line%%$'\t'*}//:/\\:}:\${line#*$'\t'}") ;;
    esac
  done
  (( $#suggestions )) && _describe -o 'cotrain' suggestions
  [[ $paths == :files || $paths == :directories ]] || return
  compset -P '--*='
  [[ $paths == :files ]] && _files || _files -/
}
if [[ $funcstack[1] == _cotrain ]]; then _cotrain "$@"; else compdef _cotrain cotrain; fi
`.replaceAll('\\${', '${');

const FISH = `function __cotrain_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in ($words[1] complete -- $words[2..-1] 2>/dev/null)
    switch $line
      case ':none'
      case ':files'
        __fish_complete_path (commandline -ct)
      case ':directories'
        __fish_complete_directories (commandline -ct)
      case '*'
        echo $line
    end
  end
end
complete -c cotrain -f -a '(__cotrain_complete)'
`;

export const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
