package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"parley/annotate/codec/parley"
	"parley/assets"
)

func versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Say which Parley this is, and what it was built with",
		Args:  words(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			v := map[string]any{"version": assets.Version, "dataset_version": parley.Version, "go": runtime.Version(), "system": runtime.GOOS + "/" + runtime.GOARCH}
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						v["revision"] = s.Value
					}
				}
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode([]any{v})
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "parleyctl %s (dataset %d, %s, %s)\n", v["version"], parley.Version, v["go"], v["system"])
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "an array of one object")
	return cmd
}
